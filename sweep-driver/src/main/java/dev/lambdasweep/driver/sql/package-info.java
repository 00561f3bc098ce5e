/**
 * The results as tables: views for Spark SQL, the guard that lets statements only read, and what
 * prints or exports their rows. Imports {@code store}, {@code analysis} and those before them.
 */
package dev.lambdasweep.driver.sql;
