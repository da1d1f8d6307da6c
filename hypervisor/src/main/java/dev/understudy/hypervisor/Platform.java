package dev.understudy.hypervisor;

import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.MemoryPool;

/**
 * What a host runs a guest on that comes from elsewhere.
 *
 * @param engine what executes it
 * @param pool where its memory is borrowed from
 * @param rules {@link SeamRules#STANDARD} outside tests
 */
public record Platform(Engine engine, MemoryPool pool, SeamRules rules) {}
