package dev.lambdasweep.driver.where;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.setting.Setting;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.analysis.Analyzer;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.catalog.InMemoryCatalog;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.BindReferences$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.Predicate$;
import org.apache.spark.sql.catalyst.optimizer.ReplaceExpressions$;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreePattern;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.SQLConf$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Compiles a text of SQL with Spark's own parser and analyzer into a predicate that needs neither a
 * session nor a job. It has all deterministic functions of Spark SQL, with Spark's default
 * settings, so the same text always means the same.
 */
final class SqlPredicate {
  /** Spark's defaults; expressions are repeated where a plan would compute them once before. */
  private static final SQLConf DEFAULTS = new SQLConf();

  static {
    DEFAULTS.setConfString("spark.sql.alwaysInlineCommonExpr", "true");
  }

  private SqlPredicate() {}

  /**
   * A predicate on rows with one column per dimension.
   *
   * @throws UserException if the text is not a condition on them; its message is the reason alone
   */
  static BasePredicate of(String text, List<Setting<?>> dimensions) {
    Seq<Attribute> columns = columns(dimensions);
    try {
      Expression condition = withDefaults(() -> analyzed(text, columns));
      if (!condition.deterministic()
          || condition.containsPattern(TreePattern.CURRENT_LIKE())
          || condition.containsPattern(TreePattern.PLAN_EXPRESSION())) {
        throw new UserException("it must depend on the dimensions alone");
      }
      return Predicate$.MODULE$.createInterpreted(
          BindReferences$.MODULE$.bindReference(
              condition,
              org.apache.spark.sql.catalyst.expressions.package$.MODULE$.AttributeSeq(columns),
              false));
    } catch (UserException e) {
      throw e;
    } catch (UnsupportedOperationException e) {
      // there is no catalog in which the analyzer could look for it
      throw new UserException("it calls a function that Spark SQL does not have", e);
    } catch (Exception e) {
      // Scala's exceptions are not declared
      throw new UserException(cause(e), e);
    }
  }

  private static Expression analyzed(String text, Seq<Attribute> columns) {
    Expression parsed = new CatalystSqlParser().parseExpression(text);
    LocalRelation row = new LocalRelation(columns, seq(List.of()), false, Option.empty());
    Analyzer analyzer =
        new Analyzer(
            new SessionCatalog(
                // an empty SparkConf, Scala's default argument
                new InMemoryCatalog(
                    InMemoryCatalog.$lessinit$greater$default$1(), new Configuration(false)),
                FunctionRegistry$.MODULE$.builtin(),
                SQLConf.get()));
    LogicalPlan plan = analyzer.execute(new Filter(parsed, row));
    analyzer.checkAnalysis(plan);
    return ((Filter) ReplaceExpressions$.MODULE$.apply(plan)).condition();
  }

  private static Seq<Attribute> columns(List<Setting<?>> dimensions) {
    return seq(
        dimensions.stream()
            .map(
                dimension ->
                    (Attribute)
                        new AttributeReference(
                            dimension.column(),
                            type(dimension),
                            true,
                            Metadata.empty(),
                            NamedExpression.newExprId(),
                            seq(List.of())))
            .collect(Collectors.toList()));
  }

  private static DataType type(Setting<?> dimension) {
    return switch (dimension.kind().column()) {
      case DOUBLE -> DataTypes.DoubleType;
      case LONG -> DataTypes.LongType;
      case STRING -> DataTypes.StringType;
    };
  }

  private static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }

  /** Runs with Spark's default settings, whatever those of a session are. */
  static <T> T withDefaults(Supplier<T> action) {
    return SQLConf$.MODULE$.withExistingConf(DEFAULTS, action::get);
  }

  /** What Spark says, in one line: without its error class, its state and its plan. */
  static String cause(Exception e) {
    return String.valueOf(e.getMessage())
        .strip()
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^\\[[A-Z0-9_.]+\\] ", "")
        .replaceFirst("\\.? SQLSTATE: .*", "")
        // the columns are listed anyway
        .replaceFirst("\\. Did you mean one of the following\\?.*", "")
        .replaceFirst("\\.$", "");
  }
}
