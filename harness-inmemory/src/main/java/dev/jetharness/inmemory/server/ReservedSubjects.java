package dev.jetharness.inmemory.server;

/** What nats-server keeps clients from using, whatever their permissions. */
final class ReservedSubjects {
  private static final String RAFT = "$NRG.";
  private static final String GATEWAY_REPLY = "_GR_.";
  private static final String OLD_GATEWAY_REPLY = "$GR.";
  private static final String SERVICE_REPLY = "_R_.";
  private static final String ACKNOWLEDGEMENT = "$JS.ACK.";
  private static final String SYSTEM_QUEUE = "_sys_";

  private ReservedSubjects() {}

  /** Whether a client may not publish to a subject. */
  static boolean deniesPublish(String subject) {
    return subject.startsWith(RAFT)
        || isBeyond(subject, GATEWAY_REPLY)
        || isBeyond(subject, OLD_GATEWAY_REPLY);
  }

  /** Whether a client may not ask for replies on a subject. */
  static boolean deniesReply(String reply) {
    return reply.startsWith(SERVICE_REPLY)
        || isBeyond(reply, ACKNOWLEDGEMENT)
        || isBeyond(reply, GATEWAY_REPLY);
  }

  /** Whether a client may not join a queue group. */
  static boolean deniesQueue(String queue) {
    return queue.equals(SYSTEM_QUEUE);
  }

  /** Whether a publish is an acknowledgement, a JetStream request or flow control. */
  static boolean isJetStreamTraffic(String subject) {
    return subject.startsWith("$JS.")
        && (subject.startsWith(ACKNOWLEDGEMENT)
            || subject.startsWith("$JS.API.")
            || subject.startsWith("$JS.FC."));
  }

  private static boolean isBeyond(String subject, String prefix) {
    return subject.length() > prefix.length() && subject.startsWith(prefix);
  }
}
