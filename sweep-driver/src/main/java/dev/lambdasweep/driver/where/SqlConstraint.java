package dev.lambdasweep.driver.where;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Constraint;
import dev.lambdasweep.driver.space.Point;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * An SQL condition on the dimensions of a space. Its columns are those of {@code trials}; a
 * dimension that a point does not have is NULL. As in a query, only points for which it is true are
 * allowed.
 */
public final class SqlConstraint implements Constraint {
  private final String text;
  private final List<Setting<?>> dimensions;

  /** Compiled when it is first needed, since that loads much of Spark. */
  private Optional<BasePredicate> predicate = Optional.empty();

  /**
   * A condition, which is not read yet.
   *
   * @param text condition in Spark SQL
   * @param dimensions hyperparameters of the space
   */
  public SqlConstraint(String text, List<Setting<?>> dimensions) {
    this.text = text;
    this.dimensions = List.copyOf(dimensions);
  }

  /** What the text must be, and why it is not; empty if it is. */
  public Optional<String> problem() {
    try {
      predicate();
      return Optional.empty();
    } catch (UserException e) {
      return Optional.of(
          "a condition in SQL on %s (%s)"
              .formatted(
                  dimensions.stream().map(Setting::column).collect(Collectors.joining(", ")),
                  e.getMessage()));
    }
  }

  private BasePredicate predicate() {
    if (predicate.isEmpty()) {
      predicate = Optional.of(SqlPredicate.of(text, dimensions));
    }
    return predicate.get();
  }

  @Override
  public boolean allows(Point point) {
    BasePredicate compiled = predicate();
    InternalRow row =
        new GenericInternalRow(
            dimensions.stream()
                .map(dimension -> cell(dimension, point.values().get(dimension.path())))
                .toArray());
    try {
      return SqlPredicate.withDefaults(() -> compiled.eval(row));
    } catch (RuntimeException e) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "Cannot evaluate %s = %s at %s: %s (change the condition)",
              Settings.WHERE,
              text,
              point.values().entrySet().stream()
                  .map(value -> Settings.columnOf(value.getKey()) + " = " + value.getValue())
                  .collect(Collectors.joining(", ")),
              SqlPredicate.cause(e)),
          e);
    }
  }

  private static <T> Object cell(Setting<T> dimension, Object plain) {
    if (plain == null) {
      return null;
    }
    Object cell = dimension.kind().cell(dimension.typed(plain));
    return cell instanceof String characters ? UTF8String.fromString(characters) : cell;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SqlConstraint that
        && text.equals(that.text)
        && dimensions.equals(that.dimensions);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
