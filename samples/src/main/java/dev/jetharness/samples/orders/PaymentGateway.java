package dev.jetharness.samples.orders;

/** Where the money comes from. */
public interface PaymentGateway {

  /**
   * Charges the customer.
   *
   * @throws Declined if the customer can't pay: trying again is of no use
   * @throws Unavailable if the gateway is down: trying again later may help
   */
  void charge(Order order) throws Declined, Unavailable;

  /** The customer can't pay. */
  final class Declined extends Exception {
    private static final long serialVersionUID = 1L;

    public Declined(String reason) {
      super(reason);
    }
  }

  /** The gateway is down. */
  final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unavailable(String reason) {
      super(reason);
    }
  }
}
