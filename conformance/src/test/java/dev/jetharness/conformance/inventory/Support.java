package dev.jetharness.conformance.inventory;

/**
 * How the in-memory broker stands to something that the server has.
 *
 * @param text how the table says it
 */
record Support(String text) {
  static final Support SAME = new Support("same as 2.15.1");
  static final Support MISSING = new Support("not modelled: it is ignored");
}
