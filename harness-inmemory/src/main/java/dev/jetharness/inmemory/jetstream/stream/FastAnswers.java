package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.json.JsonWriter;
import java.util.function.Consumer;

/**
 * What the publisher of a fast batch is told while it is in flight, and at its end. As on the
 * server a stream without acknowledgements is silent only where it says so here.
 */
final class FastAnswers {
  private final PubAcks acks;
  private final PublishTraffic traffic;

  FastAnswers(PubAcks acks, PublishTraffic traffic) {
    this.acks = acks;
    this.traffic = traffic;
  }

  /** The batch has begun; not told where the stream does not acknowledge. */
  void begun(Publication publication, FastBatch batch) {
    if (acks.isWanted(publication)) {
      ack(publication, batch);
    }
  }

  /** So much of the batch is settled, and when the next acknowledgement comes. */
  void ack(Publication publication, FastBatch batch) {
    flow(
        publication,
        "ack",
        json -> json.unsignedField("seq", batch.acknowledged()).field("msgs", batch.perAck()));
  }

  /** Another sequence than the expected one came. */
  void gap(Publication publication, long expected, long sequence) {
    flow(
        publication,
        "gap",
        json -> json.unsignedField("last_seq", expected).unsignedField("seq", sequence));
  }

  /** A message is refused, while the batch may go on. */
  void error(Publication publication, long sequence, ApiError error) {
    traffic.refused(publication, error);
    flow(
        publication,
        "err",
        json ->
            json.unsignedField("seq", sequence)
                .object("error", members -> PubAcks.describe(error, members)));
  }

  /** The first message is refused, and the batch with it. */
  void refused(Publication publication, ApiError error) {
    traffic.refused(publication, error);
    acks.send(publication, acks.refusalText(error));
  }

  /** All of the batch is in the stream. */
  void committed(Publication publication, FastBatch batch) {
    acks.send(publication, acks.committedText(batch.streamSequence(), batch.id(), batch.last()));
  }

  /**
   * The batch is a single message, and a duplicate.
   *
   * @param original the stream's sequence of the message that first had its id
   */
  void onlyDuplicate(Publication publication, FastBatch batch, long original) {
    acks.send(publication, acks.duplicateText(original, batch.id(), batch.last()));
  }

  private void flow(Publication publication, String type, Consumer<JsonWriter> members) {
    JsonWriter json = new JsonWriter().beginObject().field("type", type);
    members.accept(json);
    acks.send(publication, json.endObject().toByteArray());
  }
}
