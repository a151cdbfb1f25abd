namespace Interconn.Sdk.Testing.Conformance;

/// <summary>One rule that a store must keep, as a check that any test framework can run: give the checks of a suite to a parameterised test.</summary>
public sealed class ConformanceCheck
{
    private readonly Func<CancellationToken, Task> runAsync;

    internal ConformanceCheck(string name, Func<CancellationToken, Task> runAsync)
    {
        Name = name;
        this.runAsync = runAsync;
    }

    /// <summary>Which rule it is, unique in its suite: letters, digits and <c>_</c>.</summary>
    public string Name { get; }

    /// <summary>Runs the check against a store made for it.</summary>
    /// <param name="cancellationToken">Ends the check: it is handed to the store with every call.</param>
    /// <returns>A task that ends when the rule was kept.</returns>
    /// <exception cref="ConformanceException">The rule was not kept, or the store threw; the message says what was expected and what came.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await runAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not ConformanceException && !cancellationToken.IsCancellationRequested)
        {
            throw new ConformanceException($"The store was expected to answer, and threw {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    /// <summary>The name, which test frameworks show.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
