"""Starts the real executables and talks to them as any stock client would."""
