/** An application that stands in a package of Spring. */
@NullMarked
package org.springframework.samples.school;

import org.jspecify.annotations.NullMarked;
