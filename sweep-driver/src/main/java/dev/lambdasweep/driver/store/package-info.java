/**
 * What is stored of a sweep: its plan, its rows, curves and outcomes row by row, as immutable files
 * in one directory on any Hadoop file system.
 *
 * <pre>
 * sweeps/&lt;id&gt;/plan-&lt;n&gt;.json            the plan, in numbered parts
 * curves/sweep=&lt;id&gt;/&lt;n&gt;-&lt;uuid&gt;.jsonl   one line per point of a curve
 * outcomes/sweep=&lt;id&gt;/&lt;n&gt;-&lt;uuid&gt;.jsonl one line per trial: which validation rows it gets right, or its errors
 * trials/sweep=&lt;id&gt;/&lt;n&gt;-&lt;uuid&gt;.jsonl   one line per finished trial; written last, the commit
 * models/&lt;id&gt;/&lt;trial&gt;-&lt;repeat&gt;.safetensors
 * </pre>
 *
 * <p>Imports {@code store.column}, {@code store.files}, {@code trial}, {@code space}, {@code
 * config}, the worker core and Hadoop's configuration; no Spark.
 */
package dev.lambdasweep.driver.store;
