package dev.lambdasweep.driver.table.row;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the rows of a table hold, or those of a partition. Mutable; not thread-safe. */
public final class Findings implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MOST_OTHERS = 10;

  private final List<ColumnFindings> features;
  private final ColumnFindings label = new ColumnFindings();
  private final ColumnFindings weight = new ColumnFindings();
  private final Map<RowUse, Long> uses = new TreeMap<>();
  private final Map<String, Long> otherUses = new TreeMap<>();
  private long rows;
  private long notWanted;
  private long skipped;
  private long malformed;
  private String firstMalformed = "";
  private int firstMalformedPartition = Integer.MAX_VALUE;

  /** Nothing yet, of rows with some number of features. */
  public Findings(int features) {
    this.features = Stream.generate(ColumnFindings::new).limit(features).toList();
  }

  public void addRow() {
    rows++;
  }

  /** Adds a row that is held out from these, or these from it. */
  public void addNotWanted() {
    notWanted++;
  }

  public void addSkipped() {
    skipped++;
  }

  /** Adds what a row is for. */
  public void addUse(RowUse use) {
    uses.merge(use, 1L, Long::sum);
  }

  /** Adds a value of the column for uses that is none. */
  public void addOtherUse(String value) {
    if (otherUses.size() < MOST_OTHERS || otherUses.containsKey(value)) {
      otherUses.merge(value, 1L, Long::sum);
    }
  }

  /** Adds a line of a partition that is no row. */
  public void addMalformed(int partition, String line) {
    if (malformed == 0) {
      firstMalformed = line;
      firstMalformedPartition = partition;
    }
    malformed++;
  }

  /** Adds what another partition holds. */
  public void add(Findings next) {
    for (int i = 0; i < features.size(); i++) {
      features.get(i).add(next.features.get(i));
    }
    label.add(next.label);
    weight.add(next.weight);
    next.uses.forEach((use, count) -> uses.merge(use, count, Long::sum));
    next.otherUses.forEach((value, count) -> otherUses.merge(value, count, Long::sum));
    if (next.firstMalformedPartition < firstMalformedPartition) {
      firstMalformed = next.firstMalformed;
      firstMalformedPartition = next.firstMalformedPartition;
    }
    rows += next.rows;
    notWanted += next.notWanted;
    skipped += next.skipped;
    malformed += next.malformed;
  }

  /** Those of each feature. */
  public List<ColumnFindings> features() {
    return features;
  }

  /** Those of the label. */
  public ColumnFindings label() {
    return label;
  }

  /** Those of the weight. */
  public ColumnFindings weight() {
    return weight;
  }

  /** Rows, including those that are skipped. */
  public long rows() {
    return rows;
  }

  /** Rows that were not wanted: the test rows, or all others. */
  public long notWanted() {
    return notWanted;
  }

  /** Rows that are skipped because a value is missing. */
  public long skipped() {
    return skipped;
  }

  /** Rows that become examples. */
  public long kept() {
    return rows - skipped;
  }

  /** Rows of a use, of those that become examples. */
  public long rows(RowUse use) {
    return uses.getOrDefault(use, 0L);
  }

  /** Values of the column for uses that are none, with the number of their rows. */
  public Map<String, Long> otherUses() {
    return otherUses;
  }

  /** Lines that are no rows. */
  public long malformed() {
    return malformed;
  }

  /** The first of them. */
  public Optional<String> firstMalformed() {
    return malformed == 0 ? Optional.empty() : Optional.of(firstMalformed);
  }

  /** These as bytes, which any serializer of an application can send. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(this);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot write to memory", e);
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote. */
  public static Findings of(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (Findings) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("Cannot read what an executor of this version wrote", e);
    }
  }
}
