/** The command line: arguments in, stages run in order, exit codes out. */
package org.commonplace.runners;
