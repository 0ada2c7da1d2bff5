/** People who come and go: does last month's stock with this month's flows make this month's? */
package org.commonplace.methods.flow;
