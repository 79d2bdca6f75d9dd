"""Where the frozen program starts."""

import sys

if sys.argv[1:] == ["--press"]:  # the child that makes pages
    from courtdesk.desk.presswork import serve

    serve()
else:
    from courtdesk.__main__ import main

    sys.exit(main())
