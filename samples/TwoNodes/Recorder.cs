namespace TwoNodes;

/// <summary>Keeps the last request as it left, signed, so that the steps can send it again: what somebody on the line could do.</summary>
internal sealed class Recorder
{
    private HttpRequestMessage? last;

    public void Keep(HttpRequestMessage request) => last = request;

    /// <summary>The last request again, headers and all, to another target where one is given. Only for requests without a body.</summary>
    public HttpRequestMessage Copy(Func<string, string>? changeTarget = null)
    {
        HttpRequestMessage original = last ?? throw new InvalidOperationException("Nothing was sent yet.");
        string target = original.RequestUri!.AbsoluteUri;
        var copy = new HttpRequestMessage(original.Method, changeTarget?.Invoke(target) ?? target);
        foreach (KeyValuePair<string, IEnumerable<string>> header in original.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return copy;
    }
}
