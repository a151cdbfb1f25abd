namespace Interconn.Sdk.Partners;

/// <summary>A directory that has most partners in memory: asked on every call, it answers then without a task to wait for and a time limit to set.</summary>
internal interface IPromptDirectory
{
    /// <summary>Finds a partner in memory. False where it must be asked for by <see cref="IPartnerDirectory.FindAsync"/>; null is an answer.</summary>
    bool TryFind(string nodeId, out Partner? partner);
}
