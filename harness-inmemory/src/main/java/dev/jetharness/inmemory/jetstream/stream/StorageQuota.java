package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.StorageType;

/** How much all streams together may take. */
public interface StorageQuota {

  /** No limit. */
  StorageQuota UNLIMITED =
      new StorageQuota() {
        @Override
        public boolean isServerExceeded(StorageType storage) {
          return false;
        }

        @Override
        public boolean wouldExceedAccount(StorageType storage, int replicas, long bytes) {
          return false;
        }
      };

  /**
   * Whether the server already holds more than it may, as the message that was one too many did.
   */
  boolean isServerExceeded(StorageType storage);

  /** Whether the account would hold more than it may with replicas of so many bytes more. */
  boolean wouldExceedAccount(StorageType storage, int replicas, long bytes);
}
