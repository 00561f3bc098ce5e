// Explores the results from jshell. Nothing trains. From the project's root directory:
//
//   jshell notebooks/explore.jsh
//
// rows(sql) runs a Spark SQL query over the views and returns a list of maps from column to text. show(sql) prints a table.
// The environment variable RESULTS sets the results directory (default: results).

import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.stream.*;

String results = System.getenv().getOrDefault("RESULTS", "results")

String sql(String format, String query) throws Exception {
  var process = new ProcessBuilder("scripts/sweep", "sql", "--results", results, "--format", format, query)
      .redirectError(ProcessBuilder.Redirect.INHERIT).start();
  String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  if (process.waitFor() != 0) throw new IllegalArgumentException(query);
  return text;
}

List<Map<String, String>> rows(String query) throws Exception {
  List<String> lines = sql("csv", query).lines().toList();
  String[] columns = lines.get(0).split(",", -1);
  return lines.stream().skip(1).map(line -> {
    String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1); // not at commas inside quotes
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.length; i++) row.put(columns[i], cells[i]);
    return row;
  }).collect(Collectors.toList());
}

void show(String query) throws Exception { System.out.print(sql("table", query)); }

// All sweeps, and the best trial of each.
show("SELECT name, kind, planned, completed, failed FROM sweeps ORDER BY created_at")
show("SELECT name, max_by(lambda, valid_accuracy) AS best_lambda, max(valid_accuracy) AS accuracy FROM trials WHERE state = 'COMPLETE' GROUP BY name ORDER BY accuracy DESC")

// Accuracy against lambda in the newest search, one bar per trial.
for (var row : rows("SELECT lambda, valid_accuracy FROM trials WHERE sweep = (SELECT max_by(sweep, created_at) FROM sweeps WHERE kind = 'search') AND state = 'COMPLETE' ORDER BY lambda")) {
  double accuracy = Double.parseDouble(row.get("valid_accuracy"));
  System.out.printf(Locale.ROOT, "%-10.3g %.4f %s%n", Double.parseDouble(row.get("lambda")), accuracy, "#".repeat((int) (60 * accuracy)));
}
