package dev.lambdasweep.driver.sql;

import dev.lambdasweep.core.UserException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.CurrentNamespace$;
import org.apache.spark.sql.catalyst.analysis.ExpressionWithUnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedHaving;
import org.apache.spark.sql.catalyst.analysis.UnresolvedInlineTable;
import org.apache.spark.sql.catalyst.analysis.UnresolvedNamespace;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedSubqueryColumnAliases;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.CallMethodViaReflection;
import org.apache.spark.sql.catalyst.expressions.PipeOperator;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.DescribeColumn;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Except;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Intersect;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LateralJoin;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Pivot;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sample;
import org.apache.spark.sql.catalyst.plans.logical.ShowColumns;
import org.apache.spark.sql.catalyst.plans.logical.ShowTables;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.Unpivot;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedHint;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.plans.logical.WithWindowDefinition;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.execution.command.DescribeQueryCommand;
import org.apache.spark.sql.execution.command.ExplainCommand;
import scala.Product;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rejects all statements that do more than read the views. It examines the parsed statement before
 * anything is resolved: every plan in it, including subqueries and common table expressions, must
 * be of a class listed here, so that anything that a later Spark adds is rejected. Functions are
 * rejected by name.
 */
final class SqlGuard {
  private static final Set<Class<?>> READING =
      Set.of(
          Aggregate.class,
          CurrentNamespace$.class,
          DescribeColumn.class,
          DescribeQueryCommand.class,
          DescribeRelation.class,
          Distinct.class,
          Except.class,
          ExplainCommand.class,
          Filter.class,
          Generate.class,
          GlobalLimit.class,
          Intersect.class,
          Join.class,
          LateralJoin.class,
          LocalLimit.class,
          LocalRelation.class,
          Offset.class,
          OneRowRelation.class,
          PipeOperator.class,
          Pivot.class,
          Project.class,
          Sample.class,
          ShowColumns.class,
          ShowTables.class,
          Sort.class,
          SubqueryAlias.class,
          Union.class,
          UnresolvedHaving.class,
          UnresolvedHint.class,
          UnresolvedInlineTable.class,
          UnresolvedNamespace.class,
          UnresolvedRelation.class,
          UnresolvedSubqueryColumnAliases.class,
          UnresolvedTableOrView.class,
          UnresolvedTableValuedFunction.class,
          UnresolvedWith.class,
          Unpivot.class,
          WithWindowDefinition.class);

  /** Functions that call Java code, or read a file or URL named by an argument. */
  private static final Set<String> REFUSED_FUNCTIONS =
      Set.of(
          "reflect",
          "java_method",
          "try_reflect",
          "from_avro",
          "to_avro",
          "schema_of_avro",
          "from_protobuf",
          "to_protobuf",
          "from_xml",
          "schema_of_xml",
          "xpath",
          "xpath_boolean",
          "xpath_double",
          "xpath_float",
          "xpath_int",
          "xpath_long",
          "xpath_number",
          "xpath_short",
          "xpath_string");

  private static final Set<String> TABLE_FUNCTIONS =
      Set.of(
          "range",
          "explode",
          "explode_outer",
          "posexplode",
          "posexplode_outer",
          "inline",
          "inline_outer",
          "stack",
          "json_tuple");

  private static final int LONGEST_SHOWN = 60;

  private final String shown;
  private final Set<String> names = new TreeSet<>();

  private SqlGuard(String statement) {
    String line = statement.strip().replaceAll("\\s+", " ");
    this.shown = line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
  }

  /**
   * Rejects a statement that does more than read.
   *
   * @param statement text of the statement, shown in errors
   * @param plan parsed statement
   * @return names of the tables that the statement mentions, in lower case
   * @throws UserException if the statement is rejected
   */
  static Set<String> check(String statement, LogicalPlan plan) {
    SqlGuard guard = new SqlGuard(statement);
    guard.walk(plan);
    return guard.names;
  }

  /** Checks everything in a node, whether or not Spark counts it among its children. */
  private void walk(Object part) {
    if (part instanceof LogicalPlan plan) {
      checkPlan(plan);
    } else if (part instanceof TreeNode<?> expression) {
      checkExpression(expression);
    }
    if (part instanceof scala.collection.Iterable<?> parts) {
      CollectionConverters.asJava(parts).forEach(this::walk);
    } else if (part instanceof Product product) {
      CollectionConverters.asJava(product.productIterator()).forEachRemaining(this::walk);
    }
  }

  private void checkPlan(LogicalPlan plan) {
    if (!READING.contains(plan.getClass())) {
      throw UserException.of(
          "Cannot run %s: sql is read-only (use SELECT, SHOW, DESCRIBE or EXPLAIN)", shown);
    }
    if (plan instanceof UnresolvedRelation relation) {
      checkName(CollectionConverters.asJava(relation.multipartIdentifier()));
    } else if (plan instanceof UnresolvedTableOrView relation) {
      checkName(CollectionConverters.asJava(relation.multipartIdentifier()));
    } else if (plan instanceof UnresolvedTableValuedFunction function) {
      String name = lastPart(CollectionConverters.asJava(function.name()));
      if (!TABLE_FUNCTIONS.contains(name)) {
        throw refusedFunction(name);
      }
    }
  }

  private void checkExpression(TreeNode<?> expression) {
    if (expression instanceof UnresolvedFunction function) {
      String name = lastPart(CollectionConverters.asJava(function.nameParts()));
      if (REFUSED_FUNCTIONS.contains(name)) {
        throw refusedFunction(name);
      }
    } else if (expression instanceof ExpressionWithUnresolvedIdentifier) {
      throw refusedFunction("identifier");
    } else if (expression instanceof CallMethodViaReflection) {
      throw refusedFunction("reflect");
    }
  }

  /** A name of several parts is a file ({@code parquet.`/etc/x`}) or another catalog's table. */
  private void checkName(List<String> parts) {
    if (parts.size() != 1) {
      throw UserException.of(
          "Cannot read %s: sql reads only the views %s, no files and no other tables (use a view's"
              + " name alone)",
          String.join(".", parts), String.join(", ", Views.NAMES));
    }
    names.add(lastPart(parts));
  }

  private static String lastPart(List<String> parts) {
    return parts.get(parts.size() - 1).toLowerCase(Locale.ROOT);
  }

  private UserException refusedFunction(String name) {
    return UserException.of(
        "Cannot run %s: sql is read-only and does not allow the function %s (remove it)",
        shown, name);
  }
}
