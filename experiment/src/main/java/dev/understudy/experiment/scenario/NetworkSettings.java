package dev.understudy.experiment.scenario;

import dev.understudy.sim.net.LinkModel;

/** The three networks, which share nothing. */
public record NetworkSettings(LinkModel client, LinkModel channel, LinkModel storage) {}
