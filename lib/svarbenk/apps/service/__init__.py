"""Service: Voilà with its doors closed, kernels that are ready before anybody asks, and a bound on how many."""
