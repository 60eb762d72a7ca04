/** The sources of the page about Spring Boot, outside the package that they use. */
package io.eventbus.spring.docs;
