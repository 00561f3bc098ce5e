package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.store.LabelColumns;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepSummary;
import java.util.List;
import java.util.function.Function;

/** One row per sweep: its plan, and how many of its trials have ended and how. */
final class SweepsView {
  static final String NAME = "sweeps";

  private SweepsView() {}

  static View<SweepSummary> of(StoredResults results) {
    Function<SweepSummary, Sweep> sweep = summary -> summary.plan().sweep();
    return new View<>(
        NAME,
        List.of(
            ViewColumn.of(LabelColumns.SWEEP.of(sweep)),
            ViewColumn.of(LabelColumns.NAME.of(sweep)),
            ViewColumn.of(LabelColumns.KIND.of(sweep)),
            ViewColumn.of(LabelColumns.PARENT.of(sweep)),
            plan("created_at", "TIMESTAMP", Plan::createdAt),
            ViewColumn.of("planned", "INT", SweepSummary::planned),
            ViewColumn.of("completed", "INT", SweepSummary::completed),
            ViewColumn.of("stopped", "INT", SweepSummary::stopped),
            ViewColumn.of("failed", "INT", SweepSummary::failed),
            plan("seed", "BIGINT", Plan::seed),
            plan("data", "STRING", plan -> plan.origin().dataDescription()),
            plan("data_sha256", "STRING", plan -> plan.origin().dataSha256()),
            plan("code_version", "STRING", plan -> plan.origin().codeVersion()),
            plan("jdk", "STRING", plan -> plan.origin().jdk()),
            plan("blas", "STRING", plan -> plan.origin().blas()),
            plan("configuration", "STRING", Plan::configuration)),
        results.summaries());
  }

  private static ViewColumn<SweepSummary> plan(
      String name, String type, Function<Plan, Object> cell) {
    return ViewColumn.of(name, type, cell.compose(SweepSummary::plan));
  }
}
