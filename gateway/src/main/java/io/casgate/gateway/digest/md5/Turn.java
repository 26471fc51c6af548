package io.casgate.gateway.digest.md5;

import java.util.List;

/** The same number of blocks of each of some bodies, at least one of which has no more in its piece. For one thread. */
final class Turn {
    private final Md5Kernel kernel;
    private final List<LaneMd5> bodies;
    private final List<Piece> pieces;

    /** Of the first piece of each body. */
    Turn(Md5Kernel kernel, List<LaneMd5> bodies) {
        this.kernel = kernel;
        this.bodies = bodies;
        this.pieces = bodies.stream().map(LaneMd5::enterTurn).toList();
    }

    /** The bodies, which may take part in other turns now. */
    List<LaneMd5> end() {
        bodies.forEach(LaneMd5::leaveTurn);
        return bodies;
    }

    /** When it fails, so do the bodies. */
    void run() {
        try {
            compress(pieces.stream().mapToInt(Piece::blocks).min().orElse(0));
        } catch (RuntimeException | Error e) {
            bodies.forEach(body -> body.fail(e));
            pieces.forEach(Piece::drop);
        }
    }

    private void compress(int blocks) {
        int lanes = kernel.lanes();
        int[] states = new int[4 * lanes];
        byte[][] messages = new byte[lanes][];
        int[] offsets = new int[lanes];
        for (int lane = 0; lane < bodies.size(); lane++) {
            messages[lane] = pieces.get(lane).array();
            offsets[lane] = pieces.get(lane).offset();
            int[] state = bodies.get(lane).state();
            for (int word = 0; word < state.length; word++) {
                states[word * lanes + lane] = state[word];
            }
        }
        kernel.compress(states, messages, offsets, bodies.size(), blocks);
        for (int lane = 0; lane < bodies.size(); lane++) {
            int[] state = bodies.get(lane).state();
            for (int word = 0; word < state.length; word++) {
                state[word] = states[word * lanes + lane];
            }
            pieces.get(lane).take(blocks);
        }
    }
}
