/** Saving and loading a trained network. Imports all other packages of the core. */
package dev.lambdasweep.core.model;
