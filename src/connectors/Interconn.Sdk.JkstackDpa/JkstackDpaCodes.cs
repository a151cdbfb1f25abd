namespace Interconn.Sdk.JkstackDpa;

/// <summary>
/// The codes that the document lists. It does not say which of them are HTTP statuses and which stand in the envelope, so that each is looked for in both: see
/// <see cref="JkstackDpaException.Code"/> and <see cref="JkstackDpaException.HttpStatus"/>.
/// </summary>
public static class JkstackDpaCodes
{
    /// <summary>It was done.</summary>
    public const string Success = "200";

    /// <summary>A parameter does not hold (参数校验异常).</summary>
    public const string InvalidParameter = "400";

    /// <summary>The caller is not who it says, or its token is over (身份验证失败).</summary>
    public const string AuthenticationFailed = "403";

    /// <summary>There is no such path (请求路径异常).</summary>
    public const string NoSuchPath = "404";

    /// <summary>The server failed (服务器内部错误).</summary>
    public const string ServerError = "500";

    /// <summary>The service was not found (服务器异常未发现).</summary>
    public const string ServiceUnavailable = "503";

    /// <summary>An error of no known kind (未知错误).</summary>
    public const string UnknownError = "997";

    /// <summary>There is no such user (用户不存在).</summary>
    public const string NoSuchUser = "998";

    /// <summary>What was asked cannot be done (业务逻辑异常).</summary>
    public const string BusinessError = "999";
}
