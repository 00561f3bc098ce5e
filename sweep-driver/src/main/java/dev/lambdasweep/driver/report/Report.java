package dev.lambdasweep.driver.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lambdasweep.driver.store.Reading;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page about sweeps: one self-contained HTML file, including script and data, that opens from
 * disk and loads nothing from the network. All text is passed to the page as data and inserted as
 * text.
 */
public final class Report {
  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";
  private static final Pattern PLACE = Pattern.compile("@([A-Z]+)@");

  private Report() {}

  /**
   * The page of some sweeps and all their ancestors.
   *
   * @param sweeps sweeps to show, at least one; the page is about the last
   * @param version version of this program
   * @return page, and the lines of the results that were skipped
   */
  public static Reading<String> page(ResultsStore store, List<Sweep> sweeps, String version) {
    List<Reported> reported = Reported.withParents(store, sweeps);
    Sweep subject = sweeps.get(sweeps.size() - 1);
    String title =
        sweeps.stream()
            .map(sweep -> PageData.label(sweeps, sweep))
            .collect(Collectors.joining(" and "));
    Map<String, String> parts =
        Map.of(
            "TITLE", text(title),
            "CSS", resource("/report/report.css"),
            "ECHARTS", script(resource(ECHARTS)),
            "SCRIPT", script(resource("/report/report.js")),
            "DATA", data(PageData.of(store, reported, subject, title, version).toString()));
    String page =
        PLACE
            .matcher(resource("/report/report.html"))
            .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    return new Reading<>(
        page, reported.stream().flatMap(sweep -> sweep.skipped().stream()).toList());
  }

  /** Text as HTML. */
  static String text(String text) {
    return text.codePoints()
        .mapToObj(c -> "&<>\"'".indexOf(c) >= 0 ? "&#" + c + ";" : new String(Character.toChars(c)))
        .collect(Collectors.joining());
  }

  /** JSON that cannot end its HTML element, whatever it contains. */
  static String data(String json) {
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }

  private static String script(String text) {
    if (text.contains("</script")) {
      throw new IllegalStateException("A script must not contain the end of its element");
    }
    return text;
  }

  private static String resource(String name) {
    try (InputStream stream = Report.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("Cannot find " + name + " in the jar");
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
