/** A trainer around another library. */
package examples;
