/**
 * The Spark application: everything from a sweep's file to its rows.
 *
 * <p>Each package may import those before it: {@code setting.kind}, {@code setting}, {@code
 * search.numeric}, {@code space}, {@code search.cube}, {@code search.gp}, {@code search.tpe},
 * {@code search}, {@code where}, {@code table}, {@code source}, {@code config.text}, {@code
 * config}, {@code trial}, {@code runner}, {@code network}, {@code command}, {@code data}, {@code
 * predict}, {@code cluster}, {@code lease}, {@code store}, {@code live}, {@code analysis}, {@code
 * sql}, {@code sweep}, {@code report}, {@code api}, {@code console}, {@code cli}.
 */
package dev.lambdasweep.driver;
