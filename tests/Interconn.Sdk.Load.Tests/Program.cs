using Interconn.Sdk.Load.Tests.Node;
using Interconn.Sdk.Load.Tests.Traffic;

// What a test of this project starts beside itself. It ends when its standard input does, so that none outlives the test.
return args switch
{
    ["node"] => await LoadedNode.RunAsync(Console.In, Console.Out),
    ["flood"] => await Flooder.RunAsync(Console.In, Console.Out),
    _ => 2,
};
