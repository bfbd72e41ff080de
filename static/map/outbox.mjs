// What the reader did and Python has not yet heard of. Every act has a rising number and is told again with each later one
// until Python's message says it was heard: none is lost when two come at once, none counts twice.

export class Outbox {
  // tell(name, acts): hands the whole list of a name over
  constructor(tell) {
    Object.assign(this, { tell, acts: [], last: 0 });
  }

  // done(): does the same again to a message that was written before Python heard of the act
  add(name, act, done = () => {}) {
    this.last = Math.max(this.last + 1, Date.now() * 1000); // also a map made anew goes on from its predecessor
    this.acts.push({ name, done, act: { n: this.last, ...act } });
    this.tell(name, this.waiting(name));
  }

  waiting(name) {
    return this.acts.filter((one) => one.name === name).map((one) => one.act);
  }

  heard(message) {
    this.acts = this.acts.filter(({ act }) => act.n > message.header.heard);
    for (const { done } of this.acts) done(message);
  }
}
