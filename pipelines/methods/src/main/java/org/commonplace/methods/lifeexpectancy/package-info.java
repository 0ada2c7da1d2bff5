/** Life expectancy from deaths and population by age. */
package org.commonplace.methods.lifeexpectancy;
