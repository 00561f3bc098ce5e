package dev.lambdasweep.driver.predict;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Targets;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.model.Model;
import dev.lambdasweep.core.model.ModelFile;
import dev.lambdasweep.core.train.Predictor;
import dev.lambdasweep.driver.table.row.RowEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/** Predicts the rows of a partition, block by block. */
final class PredictRows implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1;

  /** Rows that pass through the network together. */
  private static final int BLOCK = 500;

  private final byte[] bytes;
  private final String location;
  private final StructType columns;
  private final RowEncoder encoder;
  private final PredictedColumns appended;

  /**
   * A prediction with a model.
   *
   * @param bytes content of the model's file
   * @param location its place, for messages
   * @param columns columns of the rows
   * @param encoder makes inputs of a row
   * @param appended columns to append
   */
  PredictRows(
      byte[] bytes,
      String location,
      StructType columns,
      RowEncoder encoder,
      PredictedColumns appended) {
    this.bytes = bytes.clone();
    this.location = location;
    this.columns = columns;
    this.encoder = encoder;
    this.appended = appended;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Model model = ModelFile.read(bytes, location);
    Predictor predictor = new Predictor(model.network(), model.standardizer(), BLOCK);
    // also if not all rows are used
    TaskContext.get()
        .addTaskCompletionListener((TaskCompletionListener) context -> predictor.close());
    return new Predicted(rows, model, predictor);
  }

  /** The rows with their predictions. */
  private final class Predicted implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Model model;
    private final Predictor predictor;
    private final ExpressionEncoder.Serializer<Row> serializer;
    private final Queue<Row> ready = new ArrayDeque<>();

    Predicted(Iterator<Row> rows, Model model, Predictor predictor) {
      this.rows = rows;
      this.model = model;
      this.predictor = predictor;
      this.serializer = ExpressionEncoder.apply(columns).createSerializer();
    }

    @Override
    public boolean hasNext() {
      if (ready.isEmpty() && rows.hasNext()) {
        readBlock();
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void readBlock() {
      List<Row> block = new ArrayList<>();
      float[] inputs = new float[BLOCK * encoder.inputs()];
      while (block.size() < BLOCK && rows.hasNext()) {
        Row row = rows.next();
        encode(serializer.apply(row), inputs, block.size() * encoder.inputs());
        block.add(row);
      }
      predictor.read(examples(inputs, block.size()), 0, block.size());
      for (int j = 0; j < block.size(); j++) {
        ready.add(with(block.get(j), appended.values(predictor, j)));
      }
    }

    private void encode(InternalRow row, float[] inputs, int from) {
      int place = encoder.encode(row, inputs, from);
      if (place != RowEncoder.ENCODED) {
        throw UserException.of(
            "Cannot predict with %s: it does not take %s (correct or leave out such rows; --unseen"
                + " zero takes unseen categories)",
            location, encoder.problem(place, row));
      }
    }

    /** Examples whose targets do not matter. */
    private Examples examples(float[] inputs, int size) {
      Targets none =
          model.network().spec().loss().task() == Task.CLASSIFICATION
              ? Targets.classes(new int[size], model.network().spec().outputs())
              : Targets.values(new double[size]);
      float[] whole = Arrays.copyOf(inputs, size * encoder.inputs());
      return Examples.ofFloats(new float[][] {whole}, none, List.of(encoder.inputs()));
    }

    private Row with(Row row, List<Object> values) {
      Object[] all = new Object[row.length() + values.size()];
      for (int i = 0; i < row.length(); i++) {
        all[i] = row.get(i);
      }
      for (int i = 0; i < values.size(); i++) {
        all[row.length() + i] = values.get(i);
      }
      return RowFactory.create(all);
    }
  }
}
