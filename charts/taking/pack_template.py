"""The look of the board pack: A4 pages, contents, chapters, tables, in the words of typst.

Lives here: markup without a word of any reader or publisher; all of that is read from `data.json`, as text. Not here:
what is in the pack (`charts.taking.board_pack`).
"""

from __future__ import annotations

from charts.taking.letters import FAMILY
from charts.theme import ACCENT, INK, NEED_FILL, ROW_RULE, RULE, SECONDARY
from charts.watermark import WORDS

_LOOKS = f"""
#let ink = rgb("{INK}")
#let quiet = rgb("{SECONDARY}")
#let accent = rgb("{ACCENT}")
#let rule = rgb("{RULE}")
#let faint = rgb("{ROW_RULE}")
#let need = rgb("{NEED_FILL}")
#let family = "{FAMILY}"
#let watermark = "{WORDS}"
"""

_BODY = r"""
#let data = json("data.json")
#set document(title: data.title, author: data.author, description: data.finding, keywords: data.keywords)
#set text(font: family, lang: "en", region: "GB", size: 10pt, fill: ink, hyphenate: false)
#set par(leading: 0.62em, spacing: 0.9em)
#let marked = if data.synthetic {
  let across = text(size: 44pt, weight: "bold", fill: quiet.transparentize(72%), watermark)
  pdf.artifact(place(center + horizon, rotate(-35deg, across)))
}
#set page(
  paper: "a4", margin: (x: 18mm, top: 22mm, bottom: 20mm), foreground: marked,
  header: context if counter(page).get().first() > 1 {
    set text(size: 8.5pt, fill: quiet)
    grid(columns: (1fr, auto), data.title, data.made_on)
    v(-6pt)
    line(length: 100%, stroke: 0.5pt + rule)
  },
  footer: context {
    set text(size: 8.5pt, fill: quiet)
    grid(columns: (1fr, auto), data.footer, [#counter(page).display() / #counter(page).final().first()])
  },
)
#show heading.where(level: 1): it => block(above: 0pt, below: 10pt, text(size: 17pt, weight: "bold", it))
#show heading.where(level: 2): it => block(above: 14pt, below: 7pt, text(size: 12pt, weight: "bold", it))
#show link: it => text(fill: accent, underline(it))
#show outline.entry: it => block(above: 7pt, it)
#show figure.where(kind: image): set block(breakable: false)
#show figure.where(kind: table): set block(breakable: true)
#show figure: set align(left)
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt + quiet } else { 0.4pt + faint }), inset: (x: 4pt, y: 3.2pt))
#let quietly(words, size: 8.5pt) = text(size: size, fill: quiet, words)

// A heading within a table, or a sentence instead of numbers, is as wide as the table.
#let across(row) = if row.len() > 1 and row.slice(1).all(cell => cell == "") {
  (table.cell(colspan: row.len(), align: left + horizon, strong(row.first())),)
} else {
  row.map(cell => table.cell(breakable: false, text(cell)))
}

#let figures-table(one) = {
  let size = if one.columns.len() > 8 { 7pt } else if one.columns.len() > 5 { 8pt } else { 8.5pt }
  set text(size: size)
  set par(leading: 0.45em)
  let numeric = one.numeric
  figure(kind: table, supplement: none, numbering: none, alt: one.table_alt, table(
    columns: one.widths.map(share => share * 1fr),
    align: (x, y) => if numeric.at(x) { right + horizon } else { left + horizon },
    table.header(..one.columns.map(name => table.cell(text(weight: "bold", name)))),
    ..one.rows.map(across).flatten(),
  ))
  if one.more != "" { quietly(one.more) }
}

// The first page: what, where, when, and what is found.
#v(26mm)
#quietly(data.kicker, size: 12pt)
#show std.title: set text(size: 27pt, weight: "bold")
#show std.title: set par(leading: 0.4em)
#block(above: 10pt, below: 16pt, title())
#text(size: 15pt, data.finding)
#parbreak()
#text(size: 11.5pt, data.lead)
#parbreak()
#quietly(data.subtitle, size: 10pt)
#if data.synthetic { block(fill: need, inset: 8pt, width: 100%, strong(data.caution)) }
#v(8mm)
#line(length: 100%, stroke: 1pt + accent)
#block(above: 12pt, below: 8pt, text(size: 13pt, weight: "bold")[Contents])
#outline(title: none, depth: 1, indent: auto)
#v(1fr)
#for fact in data.about {
  block(below: 5pt, grid(columns: (34mm, 1fr), gutter: 6pt, quietly(fact.at(0)), quietly(fact.at(1))))
}

// A chapter for every view: finding, figure, where it is from, the same numbers as a table.
#for one in data.chapters {
  pagebreak()
  heading(level: 1, one.name)
  if one.title != "" { text(size: 12pt, weight: "bold", one.title); parbreak() }
  if one.sentence != "" { one.sentence; parbreak() }
  quietly(one.period)
  figure(
    kind: image, supplement: none, numbering: none, alt: one.alt,
    image(one.picture, width: one.width * 1mm, height: one.height * 1mm, fit: "contain", alt: one.alt),
  )
  quietly(one.source)
  parbreak()
  link(one.link, one.link_words)
  if one.columns.len() > 0 {
    heading(level: 2, one.table_name)
    figures-table(one)
  }
}

#for part in data.parts {
  if part.fresh { pagebreak() } else { v(14pt) }
  heading(level: 1, part.name)
  if part.lead != "" { part.lead }
  for group in part.groups {
    if group.name != "" { heading(level: 2, group.name) }
    for row in group.rows {
      if row.at(0) != "" {
        block(above: 5pt, below: 7pt, breakable: true, { strong(row.at(0)); linebreak(); row.at(1) })
      } else {
        list(marker: [•], row.at(1))
      }
    }
  }
}
"""

TEMPLATE = _LOOKS + _BODY
