/**
 * What a person looks at: a page of one sweep and its parents, or of several. Imports {@code
 * refine} and below.
 */
package dev.lambdasweep.driver.report;
