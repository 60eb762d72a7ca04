/**
 * Keeps the contract of an event: its JSON Schema of today against the stored one. Open {@link
 * io.eventbus.test.contract.EventContracts} first.
 */
@NullMarked
package io.eventbus.test.contract;

import org.jspecify.annotations.NullMarked;
