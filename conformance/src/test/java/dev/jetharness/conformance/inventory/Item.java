package dev.jetharness.conformance.inventory;

/** Something that the server has, by name, and how to find out whether a broker has it. */
record Item(String name, Probe probe) {

  static Item of(String name, String script, String shown) {
    return new Item(name, Probe.of(script, shown));
  }
}
