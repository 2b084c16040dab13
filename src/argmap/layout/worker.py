"""The child process that runs Graphviz: `python -P worker.py`, a file that imports nothing of argmap.

It reads requests from standard input, one JSON object per line with the DOT source and the engine, and answers each
with one line: `{"layout": ...}` (Graphviz's JSON) or `{"error": ...}`. It keeps no state between requests, so one
worker serves many maps. It sees only sizes and edges, never the text of a map.
"""

from __future__ import annotations

import json
import sys
import tempfile


def main() -> None:
    """Serve requests until standard input ends."""
    try:
        from pygraphviz import graphviz as gv  # noqa: PLC0415 - 35 ms, made once the process runs
    except ModuleNotFoundError:
        # It may have been installed into the working folder itself, which is not on the search path. It comes last.
        sys.path += sys.argv[1:]
        from pygraphviz import graphviz as gv  # noqa: PLC0415 - as above
    for line in sys.stdin:
        request = json.loads(line)
        answer: dict[str, object]
        try:
            answer = {"layout": json.loads(_lay_out(gv, request["dot"], request["engine"]))}
        except Exception as error:  # noqa: BLE001 - report any error of the engine and keep running
            answer = {"error": str(error) or type(error).__name__}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _lay_out(gv, dot: str, engine: str) -> bytes:  # type: ignore[no-untyped-def] # noqa: ANN001 - a SWIG module
    graph = _read(gv, dot)
    context = gv.gvContextWithBuiltins()
    try:
        if gv.gvLayout(context, graph, engine.encode()) != 0:
            raise RuntimeError(f"the engine {engine} failed")
        error, data = gv.gvRenderData(context, graph, b"json0")
        if error:
            raise RuntimeError("the engine returned no positions")
        gv.gvFreeLayout(context, graph)
        return bytes(data)
    finally:
        gv.gvFreeContext(context)
        gv.agclose(graph)


def _read(gv, dot: str):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - a SWIG module
    with tempfile.TemporaryFile() as file:  # the binding reads from files only
        file.write(dot.encode())
        file.seek(0)
        return gv.agread(file, None)


if __name__ == "__main__":
    main()
