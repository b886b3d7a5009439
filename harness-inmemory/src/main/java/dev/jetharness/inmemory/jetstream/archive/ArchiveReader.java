package dev.jetharness.inmemory.jetstream.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * Reads an archive that comes in pieces, and tells of each entry as soon as it is there. Not
 * thread-safe.
 */
public final class ArchiveReader {
  private static final int MAX_NAME = 1 << 20;

  private final Visitor visitor;
  private final S2Reader input = new S2Reader();
  private final ByteQueue data = new ByteQueue();
  private boolean begun;
  private boolean ended;
  private @Nullable ArchiveEntry open;

  /** Takes the entries; what it throws ends the reading. */
  public interface Visitor {

    /** An entry begins; its bytes may not be there yet. */
    void begin(ArchiveEntry entry) throws ArchiveException;

    /** An entry is complete; whether to read on. */
    boolean complete(ArchiveEntry entry, byte[] bytes) throws ArchiveException;

    /** What is wrong if the archive breaks off inside an entry. */
    ArchiveException brokenOff(ArchiveEntry entry);
  }

  public ArchiveReader(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Takes a piece. */
  public void read(byte[] piece) throws ArchiveException {
    try {
      input.read(
          piece,
          decoded -> {
            if (!ended) {
              data.add(decoded);
              readEntries();
            }
          });
    } catch (S2Exception corrupt) {
      if (ended) {
        return;
      }
      throw begun ? brokenOff() : new ArchiveException(corrupt.getMessage());
    }
  }

  /** Whether the visitor wants no more. */
  public boolean hasEnded() {
    return ended;
  }

  /** The archive ends here; what is wrong with that, as it should have said so itself. */
  public ArchiveException end() {
    if (input.isInsideFrame()) {
      return begun ? brokenOff() : new ArchiveException(S2Exception.corrupt().getMessage());
    }
    if (open != null || (begun && data.size() > 0)) {
      return brokenOff();
    }
    return new ArchiveException(data.size() > 0 ? "unexpected EOF" : "EOF");
  }

  private ArchiveException brokenOff() {
    return open == null ? ArchiveException.invalid() : visitor.brokenOff(open);
  }

  private void readEntries() throws ArchiveException {
    if (!begun && !readBeginning()) {
      return;
    }
    while (true) {
      if (open == null) {
        open = readHeader();
        if (open == null) {
          return;
        }
        visitor.begin(open);
      }
      if (open.size() > data.size()) {
        return;
      }
      ArchiveEntry complete = open;
      open = null;
      if (!visitor.complete(complete, data.take((int) complete.size()))) {
        ended = true;
        return;
      }
    }
  }

  /** Whether the beginning is there; before 2.15 a snapshot was a tar file. */
  private boolean readBeginning() throws ArchiveException {
    int length = ArchiveWriter.MAGIC.length();
    if (data.size() < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (data.peek(i) != ArchiveWriter.MAGIC.charAt(i)) {
        if (data.size() < TarHeader.SIZE) {
          return false;
        }
        throw TarHeader.refusal(data.take(TarHeader.SIZE));
      }
    }
    data.skip(length);
    begun = true;
    return true;
  }

  /** The next header, or null if it is not there as a whole. */
  private @Nullable ArchiveEntry readHeader() throws ArchiveException {
    VarintReader numbers = new VarintReader(data);
    long nameLength = numbers.next();
    long timestamp = numbers.next();
    long sequence = numbers.next();
    long headerSize = numbers.next();
    long payloadSize = numbers.next();
    if (numbers.isIncomplete()) {
      return null;
    }
    boolean negative = headerSize < 0 || payloadSize < 0 || headerSize + payloadSize < 0;
    if (negative || nameLength < 0 || nameLength > MAX_NAME) {
      throw ArchiveException.invalid();
    }
    if (data.size() < numbers.position() + nameLength) {
      return null;
    }
    data.skip(numbers.position());
    String name = new String(data.take((int) nameLength), UTF_8);
    long unfolded = timestamp >>> 1 ^ -(timestamp & 1);
    return new ArchiveEntry(name, unfolded, sequence, headerSize, payloadSize);
  }
}
