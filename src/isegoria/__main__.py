"""`python -m isegoria` is the command `isegoria`."""

from isegoria.scripts import main

if __name__ == '__main__':
    main()
