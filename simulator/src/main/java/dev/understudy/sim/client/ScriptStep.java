package dev.understudy.sim.client;

import dev.understudy.base.Bytes;
import java.util.Optional;

/**
 * One line of a script.
 *
 * @param atNs when to send
 * @param send the payload
 * @param expect the payload of the reply, if one is expected
 */
public record ScriptStep(long atNs, Bytes send, Optional<Bytes> expect) {}
