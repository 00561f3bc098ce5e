package dev.lambdasweep.driver.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Placeholders in the words of a command: <code>${name}</code>. <code>$${</code> stands for the
 * text <code>${</code>.
 */
public final class Placeholders {
  /** Word that stands for the name and the value of every parameter, as separate words. */
  public static final String ARGUMENTS = "${args}";

  /** Names that are no parameters, in the order in which documentation lists them. */
  public static final List<String> BUILT_IN =
      List.of(
          "seed",
          "trial",
          "repeat",
          "fold",
          "threads",
          "rung",
          "data",
          "scratch",
          "parameters",
          "metrics",
          "predictions",
          "keep",
          "args");

  private static final Pattern FORM = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)\\}?");
  private static final String OPENING = "${";

  private Placeholders() {}

  /** Whether the text has a placeholder that is not closed. */
  public static boolean isUnclosed(String text) {
    return FORM.matcher(text)
        .results()
        .anyMatch(found -> found.group(1) != null && !found.group().endsWith("}"));
  }

  /** The names between braces, in their order. */
  public static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    replace(
        text,
        name -> {
          names.add(name);
          return "";
        });
    return names;
  }

  /** The text with each placeholder replaced by the value of its name. */
  public static String replace(String text, UnaryOperator<String> value) {
    return FORM.matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1) == null ? OPENING : value.apply(found.group(1))));
  }
}
