"""A weighted sample of 240 that Python and R can both make from a formula.

R: i <- 0:239; g <- (i*i + i%/%7) %% 3; a <- (g*(i%%2) + (i*5)%%7%/%2) %% 4; st <- i%%2; cl <- st*20 + (i*11)%%13;
   w <- 1 + (i*37%%101)/50     # in R, %% binds before *
"""

import numpy as np

_I = np.arange(240)
GROUP = (_I * _I + _I // 7) % 3
STRATUM = _I % 2
ANSWER = (GROUP * STRATUM + (_I * 5) % 7 // 2) % 4
CLUSTER = STRATUM * 20 + (_I * 11) % 13
WEIGHT = 1 + _I * 37 / 50
