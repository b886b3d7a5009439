package dev.jetharness.inmemory.jetstream.backup;

import dev.jetharness.inmemory.jetstream.account.Resources;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.config.ConsumerRequest;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** Creates the assets of a snapshot, by the rules by which the API creates them. */
public interface AssetRestorer {

  /** How large a message may be, in bytes. */
  long maxPayload();

  /** What streams are measured against. */
  Resources resources();

  /** The configuration that a stream is to have, if its name is free. */
  StreamConfig admitStream(StreamConfig stored) throws ApiException;

  /** Creates a stream that waits for its messages. */
  StreamAsset addStream(StreamConfig config) throws ApiException;

  /**
   * Creates a consumer that waits to be started, or updates it if the snapshot has it twice.
   *
   * @param name its name in the snapshot
   */
  Consumer addConsumer(StreamAsset stream, ConsumerRequest stored, String name) throws ApiException;

  /** Writes the members of the answer about a restored stream. */
  void describe(JsonWriter json, StreamAsset stream);
}
