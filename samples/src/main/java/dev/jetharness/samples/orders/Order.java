package dev.jetharness.samples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An order; travels as one line of text.
 *
 * @param id the order's number
 * @param customer who ordered
 * @param cents what it costs
 */
public record Order(String id, String customer, long cents) {

  /** Reads an order as {@link #toBytes} writes it. */
  public static Order fromBytes(byte[] bytes) {
    String[] fields = new String(bytes, UTF_8).split("\\|", -1);
    if (fields.length != 3) {
      throw new IllegalArgumentException("an order is id|customer|cents");
    }
    return new Order(fields[0], fields[1], Long.parseLong(fields[2]));
  }

  /** Writes this order. */
  public byte[] toBytes() {
    return (id + "|" + customer + "|" + cents).getBytes(UTF_8);
  }
}
