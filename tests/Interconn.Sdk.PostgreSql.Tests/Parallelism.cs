// These tests wait for a server most of the time, so that many at once cost no more than a few.
[assembly: LevelOfParallelism(8)]
