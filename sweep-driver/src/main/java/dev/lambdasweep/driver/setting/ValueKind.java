package dev.lambdasweep.driver.setting;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What values a key may have: how they are read from a file, checked and written back.
 *
 * @param <T> type of the values
 */
public sealed interface ValueKind<T> {
  /**
   * Reads a value of the right type, whether or not it keeps the rule.
   *
   * @throws Unfit if it has another type
   */
  T convert(ConfigValue value) throws Unfit;

  /** The rule that a value breaks: "at least 1". */
  Optional<String> broken(T value);

  /**
   * Reads and checks a value.
   *
   * @throws Unfit if it has another type or breaks the rule
   */
  default T parse(ConfigValue value) throws Unfit {
    T parsed = convert(value);
    Optional<String> rule = broken(parsed);
    if (rule.isPresent()) {
      throw new Unfit(rule.get());
    }
    return parsed;
  }

  /** The value as a Long, Double, String, or a List of these. */
  default Object plain(T value) {
    return value;
  }

  /** How its column is typed in a table. */
  default ColumnType column() {
    return ColumnType.STRING;
  }

  /** The value as its column holds it: a Double, Long or String. */
  default Object cell(T value) {
    return plain(value);
  }

  /** Whether the values are numbers, so that they can be drawn between two bounds. */
  default boolean isNumber() {
    return false;
  }

  /**
   * The value nearest to a number: rounded where values are whole, one layer for hidden units.
   *
   * @return Double, Long, or a List of one Long
   * @throws IllegalArgumentException if the values are no numbers
   */
  default Object nearest(double number) {
    throw new IllegalArgumentException("Invalid number: " + number + ", must be a choice");
  }

  /**
   * Whole numbers.
   *
   * @param least lowest that is allowed
   * @param most highest that is allowed
   */
  record Whole(long least, long most) implements ValueKind<Long> {
    /** Whole numbers of at least {@code least} that fit into an int. */
    static Whole atLeast(long least) {
      return new Whole(least, Integer.MAX_VALUE);
    }

    @Override
    public Long convert(ConfigValue value) throws Unfit {
      BigDecimal number = Hocon.number(value, "a whole number");
      if (number.signum() == 0) {
        return 0L;
      }
      if (number.stripTrailingZeros().scale() > 0) {
        throw new Unfit("a whole number");
      }
      // compared by magnitude first: 1e999999999 must not be written out
      if (number.precision() - (long) number.scale() > 19) {
        throw new Unfit(number.signum() < 0 ? "at least " + least : "at most " + most);
      }
      return number.toBigInteger().bitLength() < Long.SIZE
          ? number.longValueExact()
          : broken(number.signum());
    }

    private Long broken(int signum) throws Unfit {
      throw new Unfit(signum < 0 ? "at least " + least : "at most " + most);
    }

    @Override
    public Optional<String> broken(Long value) {
      if (value < least) {
        return Optional.of("at least " + least);
      }
      return value > most ? Optional.of("at most " + most) : Optional.empty();
    }

    @Override
    public ColumnType column() {
      return ColumnType.LONG;
    }

    @Override
    public boolean isNumber() {
      return true;
    }

    @Override
    public Object nearest(double number) {
      return Math.round(number);
    }
  }

  /**
   * Values of another kind, or {@code auto}, which is the empty one.
   *
   * @param kind of the values
   */
  record OrAuto<T>(ValueKind<T> kind) implements ValueKind<Optional<T>> {
    private static final String AUTO = "auto";

    @Override
    public Optional<T> convert(ConfigValue value) throws Unfit {
      if (Hocon.isScalar(value) && Hocon.text(value).equals(AUTO)) {
        return Optional.empty();
      }
      try {
        return Optional.of(kind.convert(value));
      } catch (Unfit unfit) {
        throw new Unfit(orAuto(unfit.rule()));
      }
    }

    @Override
    public Optional<String> broken(Optional<T> value) {
      return value.flatMap(kind::broken).map(OrAuto::orAuto);
    }

    private static String orAuto(String rule) {
      return rule.startsWith("one of ")
          ? "one of " + AUTO + ", " + rule.substring("one of ".length())
          : AUTO + " or " + rule;
    }

    @Override
    public Object plain(Optional<T> value) {
      return value.map(kind::plain).orElse(AUTO);
    }
  }

  /**
   * Finite numbers from 0.
   *
   * @param zero whether 0 itself is allowed
   * @param most highest number, or infinity
   * @param mostToo whether the highest number itself is allowed
   */
  record Real(boolean zero, double most, boolean mostToo) implements ValueKind<Double> {
    /** Finite numbers from 0 without an upper bound. */
    Real(boolean zero) {
      this(zero, Double.POSITIVE_INFINITY, true);
    }

    @Override
    public Double convert(ConfigValue value) throws Unfit {
      // + 0.0 makes −0.0 a plain 0
      return Hocon.number(value, "a number").doubleValue() + 0.0;
    }

    @Override
    public Optional<String> broken(Double value) {
      if (!Double.isFinite(value)) {
        return Optional.of("finite");
      }
      if (zero ? value < 0 : value <= 0) {
        return Optional.of(zero ? "at least 0" : "above 0");
      }
      if (mostToo ? value > most : value >= most) {
        return Optional.of(
            (mostToo ? "at most " : "below ") + new BigDecimal(most).toPlainString());
      }
      return Optional.empty();
    }

    @Override
    public ColumnType column() {
      return ColumnType.DOUBLE;
    }

    @Override
    public boolean isNumber() {
      return true;
    }

    @Override
    public Object nearest(double number) {
      return number;
    }
  }

  /**
   * One of an enum's constants, in kebab-case.
   *
   * @param constants in the order in which a message lists them
   */
  record Choice<E extends Enum<E>>(List<E> constants) implements ValueKind<E> {
    Choice(Class<E> type) {
      this(List.of(type.getEnumConstants()));
    }

    @Override
    public E convert(ConfigValue value) throws Unfit {
      String text = Hocon.text(value);
      for (E constant : constants) {
        if (Hocon.kebab(constant).equals(text)) {
          return constant;
        }
      }
      throw new Unfit(names());
    }

    private String names() {
      String names = constants.stream().map(Hocon::kebab).collect(Collectors.joining(", "));
      return constants.size() == 1 ? names : "one of " + names;
    }

    @Override
    public Optional<String> broken(E value) {
      return Optional.empty();
    }

    @Override
    public Object plain(E value) {
      return Hocon.kebab(value);
    }
  }

  /** Any text that is not blank. */
  record Text() implements ValueKind<String> {
    @Override
    public String convert(ConfigValue value) throws Unfit {
      if (!Hocon.isScalar(value)) {
        throw new Unfit("text");
      }
      return Hocon.text(value);
    }

    @Override
    public Optional<String> broken(String value) {
      return value.isBlank() ? Optional.of("text that is not blank") : Optional.empty();
    }
  }

  /**
   * A list of texts, each once.
   *
   * @param least how many there are at least
   */
  record Texts(int least) implements ValueKind<List<String>> {
    private static final String RULE = "a list of different texts";

    @Override
    public List<String> convert(ConfigValue value) throws Unfit {
      if (!(value instanceof ConfigList list) || !list.stream().allMatch(Hocon::isScalar)) {
        throw new Unfit(RULE);
      }
      return list.stream().map(Hocon::text).toList();
    }

    @Override
    public Optional<String> broken(List<String> values) {
      if (values.size() < least) {
        return Optional.of(RULE + ", at least " + least);
      }
      boolean good =
          values.stream().noneMatch(String::isBlank)
              && values.stream().distinct().count() == values.size();
      return good ? Optional.empty() : Optional.of(RULE);
    }
  }

  /** Units of each hidden layer: a list of whole numbers, or one number for one layer. */
  record Units() implements ValueKind<List<Integer>> {
    /** What a column holds for a network without hidden layers. */
    public static final String NO_LAYERS = "none";

    private static final Whole LAYER = Whole.atLeast(1);

    @Override
    public List<Integer> convert(ConfigValue value) throws Unfit {
      List<ConfigValue> layers = value instanceof ConfigList list ? list : Arrays.asList(value);
      List<Integer> units = new ArrayList<>();
      for (ConfigValue layer : layers) {
        if (layer.valueType() == ConfigValueType.LIST) {
          throw new Unfit("a list of whole numbers");
        }
        long count = LAYER.convert(layer);
        if (LAYER.broken(count).isPresent()) {
          throw new Unfit("a list of whole numbers, each " + LAYER.broken(count).orElseThrow());
        }
        units.add((int) count);
      }
      return List.copyOf(units);
    }

    @Override
    public Optional<String> broken(List<Integer> units) {
      return units.stream().allMatch(count -> count >= 1)
          ? Optional.empty()
          : Optional.of("a list of whole numbers, each at least 1");
    }

    @Override
    public Object plain(List<Integer> units) {
      return units.stream().map(Integer::longValue).toList();
    }

    @Override
    public Object cell(List<Integer> units) {
      return units.isEmpty()
          ? NO_LAYERS
          : units.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public boolean isNumber() {
      return true;
    }

    @Override
    public Object nearest(double number) {
      return List.of(Math.round(number));
    }
  }
}
