"""The hall: navigation, and the designed page for a pack that cannot be opened.

It stands in `pages/`, not beside it, so that old-style discovery finds no pages of its own: a deep link on a
fresh server always comes through here.
"""

from urllib.parse import urlsplit

import streamlit as st

from pages.parts import opened_pack
from pages.parts.showing import frame, navigation

# No st.set_page_config: it would be one more message in every run. Width and style are the style sheet's; the tab
# shows the page's title.
if "_pages" not in st.session_state:
    # Made once a session: each page asks the file system where it lies. Links load a page anew, so a session needs no
    # more than the page in its address (and the start page): every rerun sends the list twice.
    asked = urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]
    st.session_state["_pages"] = [
        st.Page(
            page.script, title=f"{page.title} - {navigation.BRAND}", url_path=page.path or "map", default=not page.path
        )
        for page in navigation.PAGES
        if page.path in ("", asked) or not st.context.url
    ]
    if "of" in st.query_params:  # in a frame, Streamlit may say the address of the page around it
        alone = navigation.embedded(st.query_params.get("of", ""))
        st.session_state["_pages"].append(st.Page(alone.script, title=alone.title, url_path=navigation.EMBED))

opened_pack.follow()
page = st.navigation(st.session_state["_pages"], position="hidden")
if opened_pack.state().faults:
    frame.broken_pack(opened_pack.state())
elif not opened_pack.role().sees:
    page.run()
else:
    frame.logged_page(page.run, page.url_path)
