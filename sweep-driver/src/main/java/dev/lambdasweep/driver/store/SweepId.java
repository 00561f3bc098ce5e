package dev.lambdasweep.driver.store;

import static dev.lambdasweep.core.Require.require;

import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Id of a sweep: a slug of its name, the time in UTC and four hexadecimal digits, {@code
 * coarse-20261120T193000-7f3a}. Safe as the name of a file.
 *
 * @param text lower-case ASCII letters, digits and dashes, and the T of the time
 */
public record SweepId(String text) implements Comparable<SweepId> {
  private static final int LONGEST_SLUG = 40;
  private static final Pattern FORM =
      Pattern.compile("[a-z0-9][a-z0-9-]{0,39}-\\d{8}T\\d{6}-[0-9a-f]{4}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Checks the form, so that no id can leave the directory. */
  public SweepId {
    require(
        FORM.matcher(text).matches(),
        "Invalid sweep id: %s, must look like coarse-20261120T193000-7f3a",
        text);
  }

  /**
   * A new id.
   *
   * @param name any text; characters other than ASCII letters and digits become dashes
   * @param at time of the sweep's creation
   * @param letters source of the last four digits, which distinguish sweeps created in the same
   *     second
   */
  public static SweepId of(String name, Instant at, RandomGenerator letters) {
    return new SweepId(
        String.format(
            Locale.ROOT, "%s-%s-%04x", slug(name), TIME.format(at), letters.nextInt(1 << 16)));
  }

  /** Whether the text has the form of an id. */
  public static boolean isId(String text) {
    return FORM.matcher(text).matches();
  }

  static String slug(String name) {
    String ascii =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String bounded = ascii.substring(0, Math.min(ascii.length(), LONGEST_SLUG + 1));
    String slug = bounded.replaceAll("^-+", "");
    slug = slug.substring(0, Math.min(slug.length(), LONGEST_SLUG)).replaceAll("-+$", "");
    return slug.isEmpty() ? "sweep" : slug;
  }

  @Override
  public int compareTo(SweepId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
