package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.json.JsonWriter;
import io.nats.client.NUID;

/** What a stream announces of atomic batches that came to nothing, if anybody listens. */
final class BatchAdvisories {
  private static final String SUBJECT = "$JS.EVENT.ADVISORY.STREAM.BATCH_ABANDONED.";

  /** The server sends these advisories with an empty reply subject, as a client can see. */
  private static final String NO_REPLY = "";

  private static final String TYPE = "io.nats.jetstream.advisory.v1.stream_batch_abandoned";

  private final StreamCore core;

  /** Why a batch was abandoned. */
  enum Reason {
    TIMEOUT("timeout"),
    TOO_LARGE("large"),
    INCOMPLETE("incomplete"),
    UNSUPPORTED("unsupported");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  BatchAdvisories(StreamCore core) {
    this.core = core;
  }

  void abandoned(String batch, Reason reason) {
    EngineContext context = core.context();
    String subject = SUBJECT + core.config().name();
    if (!context.account().hasInterest(subject)) {
      return;
    }
    byte[] advisory =
        new JsonWriter()
            .beginObject()
            .field("type", TYPE)
            .field("id", NUID.nextGlobal())
            .timeField("timestamp", context.clock().instant())
            .field("stream", core.config().name())
            .fieldIfSet("domain", context.domain())
            .field("batch", batch)
            .field("reason", reason.text)
            .endObject()
            .toByteArray();
    Message message = new Message(subject, NO_REPLY, Message.EMPTY, advisory);
    context.sequencer().later(() -> context.account().publish(message));
  }
}
