/** A service and its tests, as the page about Spring Boot shows them. */
package io.eventbus.spring.school;
