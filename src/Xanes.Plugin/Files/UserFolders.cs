namespace Xanes.Plugin.Files;

/// <summary>The user's own folders of Xanes.</summary>
public static class UserFolders
{
    /// <summary>What the user keeps: <c>xanes</c> in XDG_DATA_HOME, ~/.local/share or the system's folder for local application data.</summary>
    public static string Data => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "xanes");

    /// <summary>The user's models, one folder each.</summary>
    public static string Models => Path.Combine(Data, "models");

    /// <summary>What may be deleted at any time: <c>xanes</c> in XDG_CACHE_HOME or ~/.cache; elsewhere <c>cache</c> in <see cref="Data"/>.</summary>
    public static string Cache
    {
        get
        {
            if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } named && Path.IsPathFullyQualified(named))
            {
                return Path.Combine(named, "xanes");
            }

            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
            return OperatingSystem.IsLinux() && home.Length > 0 ? Path.Combine(home, ".cache", "xanes") : Path.Combine(Data, "cache");
        }
    }
}
