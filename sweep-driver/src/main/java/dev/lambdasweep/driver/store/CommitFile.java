package dev.lambdasweep.driver.store;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the files of one commit: the file of the rows and those stored with it in other folders
 * have the same name, {@code 000012-<uuid>.jsonl}.
 *
 * <p>The number says which of two commits came later without asking a clock: a driver begins above
 * the highest one that it finds and counts on. Files of older versions have none, {@code
 * <uuid>.jsonl}, and count as before all others.
 */
final class CommitFile {
  private static final Pattern NUMBERED =
      Pattern.compile("(\\d{6,18})-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.jsonl");

  private CommitFile() {}

  /** A new name, used by no other commit. */
  static String name(long number) {
    return String.format(Locale.ROOT, "%06d-%s.jsonl", number, UUID.randomUUID());
  }

  /** The number in a name; 0 if there is none. */
  static long number(String file) {
    Matcher matcher = NUMBERED.matcher(file);
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
